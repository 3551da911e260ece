-- wrk script: requests like those of answers.lua to the echo route.
local answers
local number = 0

function init(args)
  answers = args[1]
end

function request()
  number = number + 1
  local body = '{"nonce":"00000000000000' .. string.format("%07d", number) .. 'A","answers":' .. answers .. "}"
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end

function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("RESULT %.0f %.1f %d", summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000, failed))
end
