-- wrk script: each request asks the desk for one person's pass. Arguments: file of invitations (one a line), key id.
local bodies = {}
local number = 0
local thread_number = 0

function setup(thread)
  thread:set("first", thread_number)
  thread_number = thread_number + 1
  thread:set("threads", 2)
end

function init(args)
  local count = 0
  for invitation in io.lines(args[1]) do
    if count % threads == first then
      -- Any number below the modulus can be a blinded value; each person keeps to one.
      local blinded = "AAAA" .. string.rep("Q", 326) .. string.format("%010dA", count)
      bodies[#bodies + 1] = '{"invitation":"' .. invitation .. '","blinded":"' .. blinded:sub(1, 341) .. 'A","key":"' .. args[2] .. '"}'
    end
    count = count + 1
  end
end

function request()
  number = number % #bodies + 1
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, bodies[number])
end

function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("RESULT %.0f %.1f %d", summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000, failed))
end
