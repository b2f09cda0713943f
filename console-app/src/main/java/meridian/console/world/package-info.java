/// The World room: is the gateway well, and if not, where.
///
/// It owns the headline tiles, the findings, the map with requests under way and the per-PoP table.
/// Snapshots enter; selections leave through the desk.
package meridian.console.world;
