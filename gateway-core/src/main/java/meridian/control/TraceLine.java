package meridian.control;

import meridian.Json;
import meridian.Money;
import meridian.RequestTimeline;
import meridian.Stage;

/// One finished request as a line of a trace: times in nanoseconds, money in micro-dollars, an
/// unknown price as null.
final class TraceLine {
  private TraceLine() {}

  static Json.Obj of(RequestTimeline request) {
    Json.Obj stages = Json.Obj.empty();
    for (Stage stage : Stage.values()) {
      if (request.stages().nanos(stage) > 0) {
        stages = stages.with(stage.label(), request.stages().nanos(stage));
      }
    }
    return Json.Obj.of("id", new Json.Text(request.id().text()))
        .with("number", request.number())
        .with("arrivedNanos", request.arrivedNanos())
        .with("client", request.client())
        .with("pop", request.pop().code())
        .with("project", request.project().map(project -> project.name()).orElse(""))
        .with("model", request.model())
        .with("isStreamed", new Json.Bool(request.isStreamed()))
        .with("status", (long) request.status())
        .with("cache", request.cache().label())
        .with("layer", request.layer().name())
        .with("detail", request.detail())
        .with("fingerprint", request.fingerprint())
        .with("isColdConnection", new Json.Bool(request.isColdConnection()))
        .with("firstTokenNanos", request.firstTokenNanos())
        .with("totalNanos", request.totalNanos())
        .with("residualNanos", request.residualNanos())
        .with("stages", stages)
        .with("promptTokens", request.usage().prompt())
        .with("completionTokens", request.usage().completion())
        .with("costMicroUsd", money(request.cost()))
        .with("savedMicroUsd", money(request.saved()));
  }

  private static Json money(java.util.Optional<Money> amount) {
    return amount.<Json>map(known -> Json.Num.of(known.microUsd())).orElse(Json.Null.NULL);
  }
}
