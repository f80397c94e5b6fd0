"""Webhooks on the desk: list, form, one with its log, and the acts on it."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from press import actors, clock, models
from press.delivery.webhooks import endpoints, keys
from press.desk import webhook_form, webhook_wording

SHOWN_ONCE = "webhook_secret_of"


class WebhookMixin(WagtailAdminTemplateMixin):
    """What the screens share: the right to look after webhooks, the way back."""

    header_icon = "globe"
    page_title = gettext_lazy("Webhooks")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not actors.may(request.user, "webhooks"):
            raise PermissionDenied
        self.endpoint: Any = None
        key: UUID | None = kwargs.get("endpoint")
        if key is not None:
            self.endpoint = get_object_or_404(models.WebhookEndpoint, pk=key)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [{"url": reverse("press_webhooks"), "label": _("Webhooks")}]
        if self.endpoint is not None:
            url = reverse("press_webhook", args=[self.endpoint.pk])
            items.append({"url": url, "label": self.endpoint.url})
        if str(self.page_title) != items[0]["label"]:
            items.append({"url": "", "label": str(self.page_title)})
        return items


class WebhookListView(WebhookMixin, TemplateView):
    """All endpoints, and where each stands."""

    template_name = "press/desk/webhooks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = []
        for endpoint in models.WebhookEndpoint.objects.all():
            state, tone = webhook_wording.state(endpoint)
            chosen = webhook_wording.chosen(endpoint)
            rows.append({"endpoint": endpoint, "state": state, "tone": tone, **chosen})
        return {**super().get_context_data(**kwargs), "rows": rows}


class AddView(WebhookMixin, FormView):
    """Make an endpoint; its secret is shown on the screen that follows, once."""

    template_name = "press/desk/webhook_form.html"
    form_class = webhook_form.WebhookForm
    page_title = gettext_lazy("Add a webhook")

    def form_valid(self, form: Any) -> HttpResponse:
        made, _secret = endpoints.add(
            **form.cleaned_data, by=self.request.user, clock=clock.now
        )
        self.request.session[SHOWN_ONCE] = str(made.pk)
        messages.success(self.request, _("The webhook was added."))
        return redirect("press_webhook", endpoint=made.pk)


class ChangeView(WebhookMixin, FormView):
    """Change where an endpoint is, or what it is told of."""

    template_name = "press/desk/webhook_form.html"
    form_class = webhook_form.WebhookForm
    page_title = gettext_lazy("Change")

    def get_initial(self) -> dict[str, Any]:
        return webhook_form.values(self.endpoint)

    def form_valid(self, form: Any) -> HttpResponse:
        endpoints.change(
            self.endpoint, **form.cleaned_data, by=self.request.user, clock=clock.now
        )
        messages.success(self.request, _("The webhook was changed."))
        return redirect("press_webhook", endpoint=self.endpoint.pk)


class WebhookView(WebhookMixin, ListView):
    """One endpoint with the log of its messages, the newest first."""

    template_name = "press/desk/webhook.html"
    paginate_by = 50
    page_title = gettext_lazy("Log of messages")

    def get_queryset(self) -> QuerySet[models.WebhookDelivery]:
        rows = models.WebhookDelivery.objects.filter(endpoint=self.endpoint)
        return rows.order_by("-visible_at", "-generation", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = ""
        if self.request.session.get(SHOWN_ONCE) == str(self.endpoint.pk):
            del self.request.session[SHOWN_ONCE]
            secret = keys.current(self.endpoint)
        state, tone = webhook_wording.state(self.endpoint)
        until = self.endpoint.earlier_until
        overlaps = until is not None and until > clock.now()
        return {
            **context,
            **webhook_wording.chosen(self.endpoint),
            "endpoint": self.endpoint,
            "state": state,
            "tone": tone,
            "secret": secret,
            "earlier_until": webhook_wording.minute(until) if overlaps else "",
            "rows": [webhook_wording.row(row) for row in context["object_list"]],
        }


@dataclass(frozen=True)
class Ask:
    """An act: its name, what it comes to, and what is said when it was done."""

    label: Promise
    explanation: Promise
    done: Promise
    is_grave: bool = False


ASKS = {
    "test": Ask(
        gettext_lazy("Send a test message"),
        gettext_lazy("A message of the kind webhook.test goes to this address."),
        gettext_lazy("The test message is on its way: see the log below."),
    ),
    "secret": Ask(
        gettext_lazy("New secret"),
        gettext_lazy(
            "A new secret is made and shown once. For 24 hours messages are signed "
            "with both, so that the receiver can change over."
        ),
        gettext_lazy("The webhook has a new secret."),
    ),
    "on": Ask(
        gettext_lazy("Turn on"),
        gettext_lazy(
            "It is told of what comes from now on. What happened meanwhile is in the "
            "changes of the API; what was given up can be sent again from the log."
        ),
        gettext_lazy("The webhook is on."),
    ),
    "off": Ask(
        gettext_lazy("Turn off"),
        gettext_lazy("Nothing more is sent, and what waits is given up."),
        gettext_lazy("The webhook is off."),
    ),
    "delete": Ask(
        gettext_lazy("Delete"),
        gettext_lazy("The webhook and its log are deleted."),
        gettext_lazy("The webhook was deleted."),
        is_grave=True,
    ),
}


class ActView(WebhookMixin, TemplateView):
    """Ask for an act on GET; do it on POST."""

    template_name = "press/desk/webhook_act.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            self.ask = ASKS[kwargs["action"]]
        except KeyError as error:
            raise Http404 from error
        self.page_title = cast(Any, self.ask.label)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "ask": self.ask, "endpoint": self.endpoint}

    def post(self, request: HttpRequest, endpoint: UUID, action: str) -> HttpResponse:
        row, by = self.endpoint, request.user
        if action == "test" and row.enabled:
            endpoints.send_test(row, by=by, clock=clock.now)
        elif action == "secret":
            endpoints.rotate(row, by=by, clock=clock.now)
            request.session[SHOWN_ONCE] = str(row.pk)
        elif action == "on":
            endpoints.turn_on(row, by=by, clock=clock.now)
        elif action == "off":
            endpoints.turn_off(row, endpoints.Off.BY_HAND, by=by, clock=clock.now)
        elif action == "delete":
            endpoints.delete(row, by=by, clock=clock.now)
        else:
            messages.error(request, _("The webhook is off: turn it on first."))
            return redirect("press_webhook", endpoint=row.pk)
        messages.success(request, self.ask.done)
        if action == "delete":
            return redirect("press_webhooks")
        return redirect("press_webhook", endpoint=row.pk)


class ReplayView(WebhookMixin, TemplateView):
    """Send a message of the log once more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, endpoint: UUID, delivery: int) -> HttpResponse:
        row = get_object_or_404(
            models.WebhookDelivery, pk=delivery, endpoint=self.endpoint
        )
        if endpoints.replay(row, by=request.user, clock=clock.now):
            messages.success(request, _("The message is sent again."))
        elif self.endpoint.enabled:
            messages.warning(request, _("This message is still on its way."))
        else:
            messages.error(request, _("The webhook is off: turn it on first."))
        return redirect("press_webhook", endpoint=self.endpoint.pk)
