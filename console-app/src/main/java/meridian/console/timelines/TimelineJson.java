package meridian.console.timelines;

import java.util.Locale;
import meridian.Money;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.console.format.JsonText;

/// One request as a JSON object for the clipboard: times in milliseconds, stages in order of the
/// way; an unknown price is null.
final class TimelineJson {
  private TimelineJson() {}

  static String of(RequestTimeline request) {
    StringBuilder text = new StringBuilder("{\n");
    text(text, "request_id", request.id().text());
    raw(text, "number", Long.toString(request.number()));
    text(text, "client", request.client());
    text(text, "pop", request.pop().code());
    raw(
        text,
        "project",
        request.project().map(project -> JsonText.quote(project.name())).orElse("null"));
    text(text, "model", request.model());
    raw(text, "stream", Boolean.toString(request.isStreamed()));
    raw(text, "status", Integer.toString(request.status()));
    text(text, "cache", request.cache().label());
    text(text, "layer", request.layer().name().toLowerCase(Locale.ROOT));
    text(text, "detail", request.detail());
    text(text, "fingerprint", request.fingerprint());
    raw(text, "arrived_epoch_ms", millis(request.arrivedNanos()));
    raw(text, "cold_connection", Boolean.toString(request.isColdConnection()));
    text(text, "times", request.isModelled() ? "modelled" : "measured");
    raw(text, "first_token_ms", millis(request.firstTokenNanos()));
    raw(text, "total_ms", millis(request.totalNanos()));
    raw(text, "residual_ms", millis(request.residualNanos()));
    text.append("  \"stages_ms\": {");
    String separator = "";
    for (Stage stage : Stage.values()) {
      if (request.stages().nanos(stage) > 0) {
        text.append(separator).append("\n    ").append(JsonText.quote(stage.label())).append(": ");
        text.append(millis(request.stages().nanos(stage)));
        separator = ",";
      }
    }
    text.append("\n  },\n");
    raw(text, "prompt_tokens", Long.toString(request.usage().prompt()));
    raw(text, "cached_prompt_tokens", Long.toString(request.usage().cachedPrompt()));
    raw(text, "completion_tokens", Long.toString(request.usage().completion()));
    raw(text, "cost_usd", request.cost().map(Money::toUsdText).orElse("null"));
    raw(text, "saved_usd", request.saved().map(Money::toUsdText).orElse("null"));
    raw(text, "request_bytes", Long.toString(request.requestBytes()));
    text.append("  \"response_bytes\": ").append(request.responseBytes()).append("\n}\n");
    return text.toString();
  }

  private static void text(StringBuilder to, String name, String value) {
    raw(to, name, JsonText.quote(value));
  }

  private static void raw(StringBuilder to, String name, String value) {
    to.append("  ").append(JsonText.quote(name)).append(": ").append(value).append(",\n");
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
  }
}
