package meridian.provider;

import java.util.Optional;
import meridian.ChatRequest;
import meridian.Refusal;
import meridian.Region;
import meridian.Stage;
import meridian.budget.StageTrace;
import meridian.time.Deadline;
import meridian.time.Dice;
import meridian.time.WorldClock;

/// A provider that is only modelled: real waiting times, no model.
///
/// A call costs two round trips for TCP and TLS 1.3 when no idle connection is open, one round trip
/// of network, a lognormal time to the first token, and then tokens at the model's pace. The
/// network share and the set-up are drawn from the [RoundTrip]; all stages are then measured from
/// the clock, so they hold the scheduler's lateness too. What it answers depends on the request
/// alone, how long it takes on the dice. The prompt's length does not slow the first token (not in
/// the data). It ignores `stop`, `logprobs` and sampling parameters.
///
/// Safe for several tasks; each call is confined to its own.
public final class ModelledProvider implements Provider {
  private static final int CONNECT_ROUND_TRIPS = 2;

  private final ModelledTarget target;
  private final RoundTrip roundTrip;
  private final WorldClock clock;
  private final Dice dice;
  private final WarmConnections connections;
  private volatile ProviderWeather weather;

  /// A provider at `target`, reached over `roundTrip`.
  ///
  /// @param dice forked by the target's name
  public ModelledProvider(ModelledTarget target, RoundTrip roundTrip, WorldClock clock, Dice dice) {
    this.target = target;
    this.roundTrip = roundTrip;
    this.clock = clock;
    this.dice = dice.fork(target.name());
    this.connections =
        new WarmConnections(target.maxIdleConnections(), target.keepAlive().toNanos());
    this.weather = target.weather();
  }

  @Override
  public String target() {
    return target.name();
  }

  @Override
  public boolean isModelled() {
    return true;
  }

  /// The weather that it has by itself.
  public ProviderWeather usualWeather() {
    return target.weather();
  }

  /// Where it stands.
  public Region region() {
    return target.region();
  }

  /// Changes the weather for calls from now on.
  public void weather(ProviderWeather now) {
    weather = now;
  }

  /// The weather now.
  public ProviderWeather weather() {
    return weather;
  }

  @Override
  public Answer open(ChatRequest request, Deadline deadline) {
    long startNanos = clock.nanos();
    Call call = new Call(deadline, new StageTrace(startNanos), new Dice(dice.nextLong()));
    long rttNanos = Math.max(0, roundTrip.nanos());
    if (weather.isOut()) {
      return call.passes(Stage.PROVIDER_CONNECT, rttNanos)
          ? call.unreachable()
          : call.timedOut("a connection");
    }
    if (!connections.take(startNanos)
        && !call.passes(Stage.PROVIDER_CONNECT, CONNECT_ROUND_TRIPS * rttNanos)) {
      return call.timedOut("a connection");
    }
    ProviderWeather.Fate fate = weather.fate(call.dice.nextDouble());
    return request.isForEmbeddings()
        ? embed(call, rttNanos, fate, request)
        : chat(call, rttNanos, fate, request);
  }

  private Answer chat(Call call, long rttNanos, ProviderWeather.Fate fate, ChatRequest request) {
    return switch (ModelledAnswer.to(request)) {
      case ModelledAnswer.Attempt.Wrong wrong -> refusal(call, rttNanos, 0, wrong.refusal());
      case ModelledAnswer.Attempt.Answered answered ->
          answer(
              call,
              rttNanos,
              fate,
              request,
              (pace, slowness) -> stream(call, fate, request, answered.answer(), pace, slowness));
    };
  }

  private Answer embed(Call call, long rttNanos, ProviderWeather.Fate fate, ChatRequest request) {
    Optional<Refusal> wrong = ModelledEmbeddings.obstacle(request);
    if (wrong.isPresent()) {
      return refusal(call, rttNanos, 0, wrong.get());
    }
    Optional<Refusal> broken =
        fate == ProviderWeather.Fate.BREAKING
            ? Optional.of(ProviderErrors.broken(target.name(), "modelled fault"))
            : Optional.empty();
    return answer(
        call,
        rttNanos,
        fate,
        request,
        (_, _) ->
            new WholeStream(
                ModelledEmbeddings.to(request),
                broken,
                call.trace,
                () -> connections.giveBack(clock.nanos())));
  }

  /// Makes the stream of an answer whose first token came.
  private interface Begun {
    Stream stream(ModelPace pace, double slowness);
  }

  private Answer answer(
      Call call, long rttNanos, ProviderWeather.Fate fate, ChatRequest request, Begun begun) {
    ModelPace pace = target.paces().of(request.model());
    double slowness = weather.slowness();
    long ttftNanos = (long) (pace.drawTtftNanos(call.dice) * slowness);
    return switch (fate) {
      case RATE_LIMITED -> refusal(call, rttNanos, 0, rateLimited());
      case FAILING -> refusal(call, rttNanos, ttftNanos, ProviderErrors.failed(target.name(), 503));
      case HANGING -> {
        clock.sleepUntil(call.deadline.atNanos());
        call.trace.lap(Stage.PROVIDER_TTFT, clock.nanos());
        yield call.timedOut("the first token");
      }
      case ANSWERED, BREAKING -> {
        if (!call.firstTokenCame(rttNanos, ttftNanos)) {
          yield call.timedOut("the first token");
        }
        yield new Answer.Answering(begun.stream(pace, slowness));
      }
    };
  }

  private ModelledStream stream(
      Call call,
      ProviderWeather.Fate fate,
      ChatRequest request,
      ModelledAnswer answer,
      ModelPace pace,
      double slowness) {
    long now = call.trace.mark();
    ModelledShapes shapes =
        new ModelledShapes(
            answer,
            Long.toHexString(call.dice.nextLong()),
            now / 1_000_000_000L,
            request.isStreamed() && request.wantsUsageChunk());
    TokenPacing pacing = new TokenPacing(pace.drawPace(call.dice) / slowness, call.dice);
    int breakAt =
        fate == ProviderWeather.Fate.BREAKING
            ? call.dice.nextInt(Math.max(1, answer.longest()))
            : Integer.MAX_VALUE;
    return new ModelledStream(
        target.name(),
        clock,
        call.trace,
        request.isStreamed(),
        answer,
        shapes,
        pacing,
        breakAt,
        () -> weather.isOut(),
        () -> connections.giveBack(clock.nanos()));
  }

  private Answer refusal(Call call, long rttNanos, long ttftNanos, Refusal refusal) {
    if (!call.firstTokenCame(rttNanos, ttftNanos)) {
      return call.timedOut("an answer");
    }
    connections.giveBack(clock.nanos());
    return new Answer.Refusing(refusal, call.trace.times());
  }

  private Refusal rateLimited() {
    return ProviderErrors.rateLimited(
        "modelled provider "
            + target.name()
            + ": rate limit reached; try again after the time in Retry-After",
        weather.retryAfter());
  }

  /// One call on its way.
  private final class Call {
    final Deadline deadline;
    final StageTrace trace;
    final Dice dice;

    Call(Deadline deadline, StageTrace trace, Dice dice) {
      this.deadline = deadline;
      this.trace = trace;
      this.dice = dice;
    }

    /// Lets `nanos` pass and charges `stage`; false when the deadline came first.
    boolean passes(Stage stage, long nanos) {
      long until = trace.mark() + nanos;
      clock.sleepUntil(Math.min(until, deadline.atNanos()));
      trace.lap(stage, clock.nanos());
      return until <= deadline.atNanos();
    }

    /// Lets a round trip and the provider's thinking pass; false when the deadline came first.
    boolean firstTokenCame(long rttNanos, long ttftNanos) {
      long until = trace.mark() + rttNanos + ttftNanos;
      clock.sleepUntil(Math.min(until, deadline.atNanos()));
      long now = clock.nanos();
      trace.lap(Stage.PROVIDER_NETWORK, Math.min(trace.mark() + rttNanos, now));
      trace.lap(Stage.PROVIDER_TTFT, now);
      return until <= deadline.atNanos();
    }

    Answer unreachable() {
      return new Answer.Refusing(
          ProviderErrors.unreachable(target.name(), "its region is out"), trace.times());
    }

    Answer timedOut(String waitedFor) {
      return new Answer.Refusing(ProviderErrors.timeout(target.name(), waitedFor), trace.times());
    }
  }
}
