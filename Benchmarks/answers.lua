-- wrk script: each request is one answer to the survey under a fresh random nonce.
local answers
local prefix
local number = 0
local thread_number = 0

function setup(thread)
  thread:set("seed", thread_number)
  thread_number = thread_number + 1
end

function init(args)
  math.randomseed(os.time() * 1000 + seed * 7919)
  prefix = string.format("%07d%07d", math.random(9999999), math.random(9999999))
  answers = args[1]
end

function request()
  number = number + 1
  local body = '{"nonce":"' .. prefix .. string.format("%07d", number) .. 'A","answers":' .. answers .. "}"
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end

function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("RESULT %.0f %.1f %d", summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000, failed))
end
