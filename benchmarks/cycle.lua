-- Asks for the paths of a file in turn; prints one line of figures at the end.
wrk.headers["Host"] = os.getenv("CYCLE_HOST")
local requests = {}
for path in io.lines(os.getenv("CYCLE_PATHS")) do
    requests[#requests + 1] = wrk.format("GET", path)
end
local at = 0

function request()
    at = at % #requests + 1
    return requests[at]
end

function done(summary, latency, _)
    local errors = summary.errors
    print(string.format(
        "figures %d %d %d %d %d",
        summary.requests,
        summary.duration,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout,
        latency:percentile(50),
        latency:percentile(99)
    ))
end
