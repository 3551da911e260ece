-- wrk script: each request is one answer under a pass of its own. Arguments: file of passes ("n s" a line), answers.
local passes = {}
local answers
local number = 0
local thread_number = 0

function setup(thread)
  thread:set("first", thread_number)
  thread_number = thread_number + 1
  thread:set("threads", 2)
end

function init(args)
  answers = args[2]
  local count = 0
  for n, s in io.open(args[1]):read("*a"):gmatch("(%S+) (%S+)") do
    if count % threads == first then passes[#passes + 1] = '{"pass":{"n":"' .. n .. '","s":"' .. s .. '"},"answers":' end
    count = count + 1
  end
end

function request()
  number = number + 1
  -- Each pass once; whoever runs out of them would measure repeats.
  if number > #passes then wrk.thread:stop() number = #passes end
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, passes[number] .. answers .. "}")
end

function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("RESULT %.0f %.1f %d", summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000, failed))
end
