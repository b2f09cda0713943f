package meridian.origin;

import meridian.provider.PriceTable;
import meridian.provider.Router;

/// Which providers there are and what they cost. Immutable; a reload brings another one.
///
/// @param router which targets answer for a model
/// @param prices what models cost
public record Catalog(Router router, PriceTable prices) {}
