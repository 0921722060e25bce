"""Celery's options: a message is done when its work is, and comes back when its worker dies."""

from newsarchive.fleet import link

broker_url = link.broker()
# Seconds. An errand's message that nobody finished is read again; by then its URLs have long gone out anew.
broker_transport_options = {
    "visibility_timeout": 6 * 3600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
broker_connection_retry_on_startup = True
# An errand goes on while the broker is away: what it does is known by its turns and its beats, not by its message.
worker_cancel_long_running_tasks_on_connection_loss = False
task_acks_late = True
task_reject_on_worker_lost = True
worker_prefetch_multiplier = 1
task_ignore_result = True
# Nothing that can run code goes over the wire.
task_serializer = "json"
accept_content = ["json"]
task_default_queue = "visits"
task_routes = {"newsarchive.visit": "visits", "newsarchive.reread": "reread"}
# Errands tell on standard error what Scrapy tells.
worker_hijack_root_logger = False
worker_redirect_stdouts = False
