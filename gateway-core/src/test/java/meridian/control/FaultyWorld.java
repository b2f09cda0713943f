package meridian.control;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.scenario.Fault;
import meridian.scenario.Planned;
import meridian.scenario.Tenant;
import meridian.simulated.Kernel;
import meridian.simulated.Witness;
import meridian.telemetry.Event;
import meridian.time.Tasks;

/// A whole gateway in virtual time with faults to begin and end: Mumbai's origin, three PoPs, a
/// modelled provider.
final class FaultyWorld {
  static final String ORIGIN = "origin:ap-south-1";
  static final String PROVIDER = "openai/us-east-1";
  private static final long START = Duration.ofDays(20_000).toNanos();

  final Kernel kernel = new Kernel(START);
  final List<Event> events = new ArrayList<>();
  private final Map<Planned, Witness.Answer> answers = new LinkedHashMap<>();
  private final SimulatedWorld world;

  FaultyWorld(String... sets) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "pops=[SIN, BOM, FRA]",
                "kv.lagMedian=100ms",
                "kv.lagBound=1s",
                "kv.flushEvery=0s",
                "edge.requestDeadline=20s",
                "origin.providerDeadline=15s"));
    all.addAll(List.of(sets));
    world =
        SimulatedWorld.build(
            SimulatedRun.config("prism-mumbai", all.toArray(String[]::new)),
            SimulatedRun.ATLAS,
            7,
            kernel,
            List.of(Tenant.DEMO),
            Set.of(),
            events::add,
            new Witness() {
              @Override
              public void answered(Sent request, Answer answer) {
                answers.put(request.planned(), answer);
              }
            },
            Parts.PLAIN);
  }

  Faults faults() {
    return world.faults();
  }

  /// Runs `story`, a minute after the start, when the key is everywhere and PoPs are warm.
  void run(Runnable story) {
    kernel.run(() -> {
      pass(Duration.ofMinutes(1));
      ask("SIN", "warm up");
      ask("FRA", "warm up");
      pass(Duration.ofSeconds(5));
      story.run();
    });
  }

  void pass(Duration time) {
    kernel.sleepUntil(kernel.nanos() + time.toNanos());
  }

  /// Asks and waits for the end; empty when the connection broke without an answer.
  Optional<Witness.Answer> ask(String place, String prompt) {
    Planned planned = planned(place, prompt, false);
    world.population().send(planned);
    return Optional.ofNullable(answers.get(planned));
  }

  /// Asks for a stream and waits for the end.
  Optional<Witness.Answer> askStreamed(String place, String prompt) {
    Planned planned = planned(place, prompt, true);
    world.population().send(planned);
    return Optional.ofNullable(answers.get(planned));
  }

  /// Asks in a task of its own.
  Asking start(String place, String prompt) {
    Planned planned = planned(place, prompt, false);
    return new Asking(planned, kernel.start("client", () -> world.population().send(planned)));
  }

  /// A request on its way.
  final class Asking {
    private final Planned planned;
    private final Tasks.Handle task;

    Asking(Planned planned, Tasks.Handle task) {
      this.planned = planned;
      this.task = task;
    }

    Optional<Witness.Answer> join() {
      task.join();
      return Optional.ofNullable(answers.get(planned));
    }
  }

  private Planned planned(String place, String prompt, boolean isStreamed) {
    String body =
        "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"stream\":%s}"
            .formatted(prompt, isStreamed);
    return new Planned(kernel.nanos(), place, 0, body.getBytes(StandardCharsets.UTF_8), false);
  }

  /// The newest finished request.
  RequestTimeline last() {
    return all(Event.RequestFinished.class).getLast().timeline();
  }

  /// How long the newest finished request was in a stage.
  Duration in(Stage stage) {
    return Duration.ofNanos(last().stages().nanos(stage));
  }

  <T extends Event> List<T> all(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// Begins `fault`, lets `meanwhile` happen, and ends it.
  void during(Fault fault, Runnable meanwhile) {
    faults().begin(fault);
    meanwhile.run();
    if (!fault.isMomentary() && !faults().end(fault)) {
      throw new AssertionError("expected the fault to hold: " + fault);
    }
  }
}
