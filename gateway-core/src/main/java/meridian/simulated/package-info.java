/// The second world: a kernel that runs exactly one task at a time and moves a virtual clock.
///
/// It owns [meridian.simulated.Kernel], which stands behind the `time` ports. It adds no gateway
/// logic: the same classes that serve live requests run here unchanged, a day in seconds, identical
/// from their seed.
package meridian.simulated;
