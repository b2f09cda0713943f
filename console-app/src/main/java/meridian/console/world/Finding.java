package meridian.console.world;

import java.util.Optional;
import meridian.PopId;

/// One sentence about what is wrong, from figures that anybody can look up.
///
/// @param key what it is about; the same trouble in a later snapshot has the same key
/// @param severity how bad
/// @param weight how far beyond its bound, 1 at the bound: the order within a severity
/// @param text the sentence, with unit, percentile and n
/// @param pop where, when it is one PoP's
record Finding(String key, Severity severity, double weight, String text, Optional<PopId> pop) {}
