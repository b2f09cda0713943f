package meridian.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Everything that is wrong with the network at one moment: an immutable value, replaced as a whole
/// (see [Paths#links(Links)]).
///
/// Links join places, so a cut between `SIN` and `BOM` also parts a provider in one from an origin
/// in the other. It holds at most one entry for each direction between two places.
public final class Links {
  /// All is well.
  public static final Links CLEAR = new Links(Map.of(), Set.of());

  private final Map<Way, Link> links;
  private final Set<String> downNodes;

  private Links(Map<Way, Link> links, Set<String> downNodes) {
    this.links = links;
    this.downNodes = downNodes;
  }

  /// The same, with `link` in the one direction from `fromPlace` to `toPlace`.
  public Links with(String fromPlace, String toPlace, Link link) {
    Map<Way, Link> changed = new HashMap<>(links);
    Way way = new Way(fromPlace, toPlace);
    if (link.equals(Link.CLEAR)) {
      changed.remove(way);
    } else {
      changed.put(way, link);
    }
    return new Links(changed, downNodes);
  }

  /// The same, with `link` in both directions.
  public Links withBoth(String placeA, String placeB, Link link) {
    return with(placeA, placeB, link).with(placeB, placeA, link);
  }

  /// The same, with the node called `node` refusing connections.
  public Links withDown(String node) {
    Set<String> changed = new HashSet<>(downNodes);
    changed.add(node);
    return new Links(links, changed);
  }

  /// The same, with the node called `node` up.
  public Links withUp(String node) {
    Set<String> changed = new HashSet<>(downNodes);
    changed.remove(node);
    return new Links(links, changed);
  }

  /// What is wrong in the direction from `fromPlace` to `toPlace`.
  public Link link(String fromPlace, String toPlace) {
    if (links.isEmpty()) {
      return Link.CLEAR;
    }
    return links.getOrDefault(new Way(fromPlace, toPlace), Link.CLEAR);
  }

  /// Whether the node called `node` refuses connections.
  public boolean isDown(String node) {
    return downNodes.contains(node);
  }

  /// A direction between two places.
  private record Way(String from, String to) {}
}
