/// Where everything is, and how far apart in milliseconds.
///
/// It owns [meridian.atlas.Atlas]: places, points of presence, cloud regions, residency zones, and
/// the round-trip time between any two places, each marked measured or estimated. Small resource
/// files enter once; immutable values leave. It knows no clock and draws no chance: jitter belongs
/// to `network`.
package meridian.atlas;
