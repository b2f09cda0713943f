package meridian.control;

import java.util.List;
import java.util.Optional;
import meridian.network.Link;
import meridian.network.Links;
import meridian.scenario.Fault;

/// What faults make of the network together: delays and jitters add up, losses are independent, a
/// cut is a cut.
final class BrokenLinks {
  private BrokenLinks() {}

  static Links of(List<Fault> faults) {
    Links links = Links.CLEAR;
    for (Fault fault : faults) {
      Optional<Direction> direction = direction(fault);
      if (direction.isPresent()) {
        String from = direction.get().from();
        String to = direction.get().to();
        links = links.with(from, to, worse(links.link(from, to), direction.get().link()));
      } else if (fault instanceof Fault.NodeCrashed crashed) {
        links = links.withDown(crashed.node());
      }
    }
    return links;
  }

  /// What one fault does to one direction of a link.
  private record Direction(String from, String to, Link link) {}

  private static Optional<Direction> direction(Fault fault) {
    return switch (fault) {
      case Fault.LinkDelayed slow ->
          Optional.of(
              new Direction(
                  slow.fromPlace(), slow.toPlace(), new Link(false, slow.extra().toNanos(), 0, 0)));
      case Fault.LinkJittery jittery ->
          Optional.of(
              new Direction(
                  jittery.fromPlace(),
                  jittery.toPlace(),
                  new Link(false, 0, jittery.mean().toNanos(), 0)));
      case Fault.LinkLossy lossy ->
          Optional.of(
              new Direction(
                  lossy.fromPlace(), lossy.toPlace(), new Link(false, 0, 0, lossy.loss())));
      case Fault.LinkCut cut ->
          Optional.of(new Direction(cut.fromPlace(), cut.toPlace(), Link.CUT));
      case Fault.NodeCrashed _,
          Fault.KvLagging _,
          Fault.KvFailing _,
          Fault.KvDead _,
          Fault.ProviderSlow _,
          Fault.ProviderRateLimited _,
          Fault.ProviderFailing _,
          Fault.ProviderRegionOut _,
          Fault.ProviderHanging _,
          Fault.ProviderTruncating _,
          Fault.ColdStart _,
          Fault.KeyTableEvicted _,
          Fault.FingerprintSkewed _,
          Fault.ClockDrifting _,
          Fault.OriginOverloaded _ ->
          Optional.empty();
    };
  }

  private static Link worse(Link one, Link other) {
    return new Link(
        one.isCut() || other.isCut(),
        one.extraDelayNanos() + other.extraDelayNanos(),
        one.extraJitterNanos() + other.extraJitterNanos(),
        1 - (1 - one.loss()) * (1 - other.loss()));
  }
}
