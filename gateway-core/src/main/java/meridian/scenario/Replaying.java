package meridian.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.scenario.Trace.Ask;
import meridian.scenario.Trace.Entry;
import meridian.time.Dice;

/// The requests of a [Traffic.Replay], at the trace's times. What a line leaves out is drawn, each
/// from dice of its own.
///
/// A prompt's place, tenant and stream may differ from line to line; it counts as a repeat when its
/// prompt came before in the trace.
final class Replaying implements TrafficSource {
  private final Traffic.Replay replay;
  private final Trace trace;
  private final Dice places;
  private final Dice tenantDice;
  private final Dice streams;
  private final Weights<String> placeWeights;
  private final Weights<Tenant> tenantWeights;
  private final Map<Tenant, Integer> indexOf = new LinkedHashMap<>();
  private final Bodies bodies;
  private final Bodies.Head head;
  private final Map<Long, Bodies.Prompt> prompts = new LinkedHashMap<>();
  private final Set<List<String>> worded = new LinkedHashSet<>();
  private final long beginNanos;
  private int at;

  Replaying(Traffic.Replay replay, Trace trace, Dice dice, long startNanos) {
    this.replay = replay;
    this.trace = trace;
    this.places = dice.fork("places");
    this.tenantDice = dice.fork("tenants");
    this.streams = dice.fork("streams");
    this.placeWeights = new Weights<>(replay.sharesByPlace());
    this.tenantWeights = new Weights<>(replay.sharesByTenant());
    this.beginNanos = startNanos + replay.during().from().toNanos();
    PromptSizes sizes = new PromptSizes(100, 0, replay.maxPromptTokens());
    this.bodies = new Bodies(new Questions(dice.fork("questions"), sizes));
    this.head = new Bodies.Head(replay.model());
    replay.sharesByTenant().keySet().forEach(tenant -> indexOf.put(tenant, indexOf.size()));
    for (Entry entry : trace.entries()) {
      entry.tenant().ifPresent(tenant -> indexOf.putIfAbsent(tenant, indexOf.size()));
    }
  }

  @Override
  public Optional<Planned> next() {
    if (at == trace.entries().size()) {
      return Optional.empty();
    }
    Entry entry = trace.entries().get(at++);
    String drawnPlace = placeWeights.draw(places);
    Tenant drawnTenant = tenantWeights.draw(tenantDice);
    boolean isStreamed = streams.chance(replay.streamShare());
    Tenant tenant = entry.tenant().orElse(drawnTenant);
    Content content = content(entry.ask(), isStreamed);
    return Optional.of(
        new Planned(
            beginNanos + Math.round((double) entry.offsetNanos() / replay.speed()),
            entry.place().orElse(drawnPlace),
            java.util.Objects.requireNonNull(indexOf.get(tenant)),
            content.body(),
            content.isRepeat()));
  }

  @Override
  public List<Tenant> tenants() {
    return new ArrayList<>(indexOf.keySet());
  }

  /// What is sent.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Content(byte[] body, boolean isRepeat) {}

  private Content content(Ask ask, boolean isStreamed) {
    return switch (ask) {
      case Ask.Sized sized -> {
        boolean isRepeat = prompts.containsKey(sized.number());
        Bodies.Prompt prompt =
            prompts.computeIfAbsent(
                sized.number(), number -> new Bodies.Prompt(number, sized.tokens(), head, this));
        yield new Content(bodies.of(prompt, isStreamed), isRepeat);
      }
      case Ask.Worded words -> {
        Bodies.Head own = words.model().map(Bodies.Head::new).orElse(head);
        byte[] body = Bodies.worded(own, words.prompt(), words.isStreamed().orElse(isStreamed));
        yield new Content(body, isKnown(List.of(words.model().orElse(""), words.prompt())));
      }
      case Ask.Whole whole ->
          new Content(
              whole.bodyJson().getBytes(StandardCharsets.UTF_8),
              isKnown(List.of(whole.bodyJson())));
    };
  }

  private boolean isKnown(List<String> texts) {
    return !worded.add(texts);
  }
}
