"""localstripe on loopback only, from scratch, at the port that is named.

    local-stripe.py PORT

localstripe 1.15 knows payment intents, refunds and signed webhooks, but no
Checkout sessions.
"""
import sys

from aiohttp import web
from localstripe import resources
from localstripe.server import app

# Nothing is kept for another run.
resources.Store.dump_to_disk = lambda self: None

web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
