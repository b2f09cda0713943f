package meridian.console.shell;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import meridian.console.session.Comparer;
import meridian.control.Comparing;
import meridian.control.Comparison;
import meridian.control.Gateways;
import meridian.control.Scenarios;
import meridian.scenario.Scenario;

/// Compares the patterns of a gateway in this process, on a thread of its own.
final class PatternComparer implements Comparer {
  private static final String PATTERN = "pattern ";

  @Override
  public List<Scenario> scenarios() {
    return Scenarios.samples();
  }

  @Override
  public List<String> variants() {
    return List.of(PATTERN + "1", PATTERN + "2", PATTERN + "2.5", PATTERN + "3");
  }

  @Override
  public Running start(
      Scenario scenario, List<String> variants, List<Long> seeds, Listener listener) {
    AtomicBoolean isCancelled = new AtomicBoolean();
    Thread.ofPlatform()
        .name("console-compare")
        .daemon()
        .start(() -> play(scenario, variants, seeds, listener, isCancelled));
    return () -> isCancelled.set(true);
  }

  private static void play(
      Scenario scenario,
      List<String> variants,
      List<Long> seeds,
      Listener listener,
      AtomicBoolean isCancelled) {
    try {
      listener.progress(0, variants.size() * seeds.size());
      Optional<Comparison> comparison =
          new Comparing(scenario, variants.stream().map(PatternComparer::entry).toList())
              .run(seeds, listener::progress, isCancelled::get);
      comparison.ifPresent(listener::done);
    } catch (Gateways.CannotStart | RuntimeException e) {
      listener.failed(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
  }

  private static Comparing.Entry entry(String variant) {
    return new Comparing.Entry(
        variant, Optional.of(variant.substring(PATTERN.length())), List.of());
  }
}
