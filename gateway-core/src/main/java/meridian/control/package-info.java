/// The front desk: what a console or a command line may do with a gateway, and the wiring of both
/// worlds.
///
/// It owns [meridian.control.Gateway] (description, snapshots, commands, trial requests), the
/// configuration and the command line. Commands and configuration enter; descriptions and snapshots
/// leave. Composition is by hand, here and nowhere else.
package meridian.control;
