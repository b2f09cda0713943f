package meridian.atlas;

import java.util.List;
import meridian.PopId;

/// A residency zone: entries of a project bound to it are held by points of presence in its
/// countries and nowhere else.
///
/// @param name as a project's configuration says it: `eu`
/// @param countries ISO 3166-1 alpha-2 codes, in order of the alphabet
/// @param pops every point of presence of the atlas in these countries, in configuration order; may
///   be empty
public record Zone(String name, List<String> countries, List<PopId> pops) {
  public Zone {
    countries = List.copyOf(countries);
    pops = List.copyOf(pops);
  }

  /// Whether `pop` may hold entries of this zone.
  public boolean mayHold(PopId pop) {
    return pops.contains(pop);
  }
}
