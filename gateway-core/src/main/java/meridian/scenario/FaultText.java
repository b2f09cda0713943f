package meridian.scenario;

import java.time.Duration;
import java.util.Locale;

/// Faults in words, for an operator: `link SIN → BOM cut`.
public final class FaultText {
  private FaultText() {}

  /// What goes wrong, without when.
  public static String of(Fault fault) {
    return switch (fault) {
      case Fault.LinkDelayed delay ->
          link(delay.fromPlace(), delay.toPlace(), "delayed by " + time(delay.extra()));
      case Fault.LinkJittery jitter ->
          link(jitter.fromPlace(), jitter.toPlace(), "jitters by " + time(jitter.mean()));
      case Fault.LinkLossy lossy ->
          link(lossy.fromPlace(), lossy.toPlace(), "loses " + percent(lossy.loss()));
      case Fault.LinkCut cut -> link(cut.fromPlace(), cut.toPlace(), "cut");
      case Fault.NodeCrashed crashed -> crashed.node() + " crashed";
      case Fault.KvLagging lagging ->
          "KV takes " + time(lagging.lag()) + " to show writes, " + lagging.reach();
      case Fault.KvFailing failing ->
          "KV fails %s of reads and %s of writes, %s"
              .formatted(
                  percent(failing.readShare()), percent(failing.writeShare()), failing.reach());
      case Fault.KvDead dead -> "KV dead, " + dead.reach();
      case Fault.ProviderSlow slow -> slow.target() + " " + number(slow.factor()) + " times slower";
      case Fault.ProviderRateLimited limited ->
          limited.target() + " answers 429 to " + percent(limited.share());
      case Fault.ProviderFailing failing ->
          failing.target() + " answers 503 to " + percent(failing.share());
      case Fault.ProviderRegionOut out -> "providers in " + out.region() + " out";
      case Fault.ProviderHanging hanging ->
          hanging.target() + " never answers " + percent(hanging.share());
      case Fault.ProviderTruncating truncating ->
          truncating.target() + " breaks off " + percent(truncating.share()) + " of answers";
      case Fault.ColdStart cold -> "PoP " + cold.pop() + " starts cold";
      case Fault.KeyTableEvicted evicted -> "PoP " + evicted.pop() + " forgot its keys";
      case Fault.FingerprintSkewed skewed -> "PoP " + skewed.pop() + " computes other fingerprints";
      case Fault.ClockDrifting drifting ->
          "clock of %s %s ahead, %s ppm fast"
              .formatted(drifting.node(), time(drifting.offset()), number(drifting.ppm()));
      case Fault.OriginOverloaded overloaded ->
          "%s overloaded: %d at once, %s more each"
              .formatted(overloaded.node(), overloaded.concurrency(), time(overloaded.extra()));
    };
  }

  private static String link(String from, String to, String what) {
    return "link " + from + " → " + to + " " + what;
  }

  private static String percent(double share) {
    return number(share * 100) + " %";
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private static String time(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    double size = Math.abs(seconds);
    if (size >= 60) {
      return number(seconds / 60) + " min";
    }
    return size >= 1 || size == 0 ? number(seconds) + " s" : number(seconds * 1e3) + " ms";
  }
}
