package meridian.network;

/// What is wrong with one direction of a link.
///
/// @param isCut nothing arrives and nobody is told: a black hole
/// @param extraDelayNanos added to each one-way trip, 0 or more
/// @param extraJitterNanos mean of an exponential delay added to each one-way trip, 0 or more
/// @param loss probability that a segment is lost, 0 to 1 (exclusive)
public record Link(boolean isCut, long extraDelayNanos, long extraJitterNanos, double loss) {
  /// Nothing is wrong.
  public static final Link CLEAR = new Link(false, 0, 0, 0);

  /// Nothing arrives.
  public static final Link CUT = new Link(true, 0, 0, 0);

  public Link {
    if (extraDelayNanos < 0 || extraJitterNanos < 0 || !(loss >= 0 && loss < 1)) {
      throw new IllegalArgumentException(
          "link: expected delays of 0 or more and a loss of 0 to 1, found "
              + (extraDelayNanos + " ns, " + extraJitterNanos + " ns, " + loss));
    }
  }
}
