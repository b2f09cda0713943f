package meridian.console.compare;

/// What the room says, apart from figures.
final class CompareWords {
  static final String EMPTY = "Nothing compared yet";
  static final String EMPTY_HOW =
      "Choose a scenario and two variants or more. Each plays the same requests at the same"
          + " moments; several seeds give the differences an interval.";
  static final String RUNNING = "Playing every variant";
  static final String RUNNING_HOW =
      "Each plays the scenario once for each seed, as fast as the machine can.";
  static final String FAILED = "The comparison broke off";
  static final String SEEDS = "Each seed is one run of each variant; one seed gives no interval";
  static final String RIDGES =
      "logarithmic · ticks at median and p95, both at the right · heights are of one ridge each";
  static final String FIGURES =
      "means over the seeds · below: difference to the first, 95 % interval; ≈ where none is shown";
  static final String STRIPS = "red hangs from the top: not answered · below: stale answers";

  private CompareWords() {}
}
