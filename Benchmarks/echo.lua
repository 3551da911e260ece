-- wrk script: the same request to the echo route.
local body

function init(args)
  body = '{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":' .. args[1] .. "}"
end

function request()
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end

function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("RESULT %.0f %.1f %d", summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000, failed))
end
