vcl 4.1;

import std;

# A shared cache in front of the newsroom. It keeps an answer for as long as the answer
# says, and forgets by Surrogate-Key what the worker tells it to. Set NEWSROOM_PURGE_URL
# to this cache, and NEWSROOM_BEHIND_PROXY to 1.

backend newsroom {
    .host = "127.0.0.1";
    .port = "8000";
}

# Who may purge: the machines of the workers.
acl workers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ workers) {
            return (synth(403));
        }
        if (req.http.Surrogate-Key !~ "^[A-Za-z0-9 -]+$") {
            return (synth(400));
        }
        # Keys are words: none may match inside another.
        set req.http.X-Keys = regsuball(req.http.Surrogate-Key, " +", "|");
        # A space would end the expression. What fails is told: the worker tries again.
        if (!std.ban(
            "obj.http.Surrogate-Key ~ (^|\s)(" + req.http.X-Keys + ")(\s|$)"
        )) {
            return (synth(500, std.ban_error()));
        }
        return (synth(200));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.url ~ "^/(admin|healthz|readyz)(/|$)") {
        return (pass);
    }
    # No public answer depends on a cookie or on an account.
    unset req.http.Cookie;
    unset req.http.Authorization;
    return (hash);
}

sub vcl_backend_response {
    if (beresp.status >= 500 || beresp.http.Cache-Control ~ "no-store|private") {
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        return (deliver);
    }
    # Nothing is shown past its minute, not even while it is fetched anew.
    set beresp.grace = 0s;
    set beresp.keep = 60s;
}

sub vcl_deliver {
    unset resp.http.Surrogate-Key;
}
