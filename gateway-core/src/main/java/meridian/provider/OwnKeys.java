package meridian.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.ProjectId;
import meridian.Refusal;
import meridian.provider.Router.Routing;
import meridian.provider.Router.Way;

/// The provider keys that one project brings: which targets its calls reach with them, and whether
/// the gateway's own keys are ever used for it. Immutable.
///
/// @param project whose they are
/// @param targets the project's own way to a target, by the target's name: it has its own ring of
///   keys and a name of its own, so that how it does says nothing of the gateway's
/// @param open names of targets that need no key at all, or are modelled; anybody's
/// @param house when the gateway's own keys may be used
public record OwnKeys(
    ProjectId project, Map<String, Provider> targets, Set<String> open, House house) {
  public OwnKeys {
    targets = Map.copyOf(targets);
    open = Set.copyOf(open);
  }

  /// When the gateway's own provider keys serve a project that brings keys.
  public enum House {
    /// Never: a model of a provider it has no key for is refused.
    NEVER,
    /// For providers it has no key for.
    ELSEWHERE,
    /// There, and after its own keys where they are refused, at their limit, or their target is
    /// down.
    FALLBACK
  }

  /// The ways of `routed` that the project may go: with its own keys, then by the gateway's where
  /// they may be used; models other than asked for are last, as ever.
  public Routing on(Routing.Routed routed) {
    List<Way> asked = new ArrayList<>();
    List<Way> instead = new ArrayList<>();
    List<Way> fallbacks = new ArrayList<>();
    for (Way way : routed.ways()) {
      Provider own = targets.get(way.provider().target());
      List<Way> to = way.isFallback() ? fallbacks : asked;
      if (own != null) {
        to.add(way.through(own));
        if (house == House.FALLBACK) {
          (way.isFallback() ? fallbacks : instead).add(way);
        }
      } else if (house != House.NEVER || open.contains(way.provider().target())) {
        to.add(way);
      }
    }
    asked.addAll(instead);
    asked.addAll(fallbacks);
    return asked.isEmpty()
        ? new Routing.Unroutable(noKey(routed))
        : new Routing.Routed(routed.model(), asked);
  }

  private Refusal noKey(Routing.Routed routed) {
    return Refusal.permanent(
        403,
        "invalid_request_error",
        "no_provider_key",
        "Project "
            + project
            + " brings its own provider keys and has none for "
            + routed.model().provider()
            + ": ask a model of another provider, or have one added to the project's"
            + " providerKeys.");
  }
}
