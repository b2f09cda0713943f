package meridian.scenario;

import java.util.List;
import meridian.Json;
import meridian.time.Dice;
import meridian.wire.JsonWriter;

/// An endless list of requests, drawn from dice: the same plan and seed give the same list.
///
/// Arrivals are a Poisson process. With the plan's repeat share a request repeats one of the
/// [#REMEMBERED] newest distinct prompts, popular ones more often: the one remembered in place k is
/// chosen in proportion to 1/k (Zipf's law with exponent 1), and keeps its place until the list has
/// been through once. Otherwise it asks something that was never asked before. So the share of
/// exact repeats is that of the plan from the second request on.
///
/// Each draw has dice of its own, so that one more repeat moves no arrival. Confined to one task.
public final class Workload {
  /// How many distinct prompts can be repeated; a further one takes the place of the oldest.
  public static final int REMEMBERED = 2_000;

  private static final Json SYSTEM =
      message("system", "You are a helpful assistant. Answer briefly and say when you are unsure.");

  private final Dice arrivals;
  private final Dice places;
  private final Dice repeats;
  private final Dice streams;
  private final Questions questions;
  private final long[] remembered = new long[REMEMBERED];
  private WorkloadPlan plan;
  private Weights weights;
  private long atNanos;
  private long firstRemembered;
  private long asked;

  /// A workload whose first request comes after `startNanos`.
  public Workload(WorkloadPlan plan, Dice dice, long startNanos) {
    this.arrivals = dice.fork("arrivals");
    this.places = dice.fork("places");
    this.repeats = dice.fork("repeats");
    this.streams = dice.fork("streams");
    this.questions = new Questions(dice.fork("questions"));
    this.plan = plan;
    this.weights = Weights.of(plan.sharesByPlace());
    this.atNanos = startNanos;
  }

  /// The next request; never before the one before.
  public Planned next() {
    atNanos += Math.round(arrivals.nextExponential(1e9 / plan.requestsPerSecond()));
    String place = weights.draw(places);
    long known = Math.min(asked - firstRemembered, REMEMBERED);
    boolean isRepeat = repeats.chance(plan.repeatShare()) && known > 0;
    boolean isStreamed = streams.chance(plan.streamShare());
    long question = isRepeat ? remembered[Zipf.draw(repeats, (int) known)] : ask();
    return new Planned(atNanos, place, body(question, isStreamed), isRepeat);
  }

  /// Goes on with another plan from `nowNanos`. What was asked can still be repeated, unless the
  /// model or the length of prompts changes: then no earlier body could come again.
  public void change(WorkloadPlan newPlan, long nowNanos) {
    if (!newPlan.model().equals(plan.model())
        || newPlan.medianPromptTokens() != plan.medianPromptTokens()) {
      firstRemembered = asked;
    }
    plan = newPlan;
    weights = Weights.of(newPlan.sharesByPlace());
    atNanos = nowNanos;
  }

  private long ask() {
    long question = asked++;
    remembered[(int) ((question - firstRemembered) % REMEMBERED)] = question;
    return question;
  }

  private String body(long question, boolean isStreamed) {
    Json.Obj body =
        Json.Obj.of("model", new Json.Text(plan.model()))
            .with(
                "messages",
                new Json.Arr(
                    List.of(
                        SYSTEM,
                        message("user", questions.text(question, plan.medianPromptTokens())))))
            .with("temperature", 0);
    return JsonWriter.text(isStreamed ? body.with("stream", Json.Bool.TRUE) : body);
  }

  private static Json message(String role, String content) {
    return Json.Obj.of("role", new Json.Text(role)).with("content", content);
  }
}
