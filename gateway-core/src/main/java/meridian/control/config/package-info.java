/// Configuration: from a YAML file and `--set` arguments to one immutable, checked
/// [meridian.control.config.GatewayConfig], or to every problem in it at once.
///
/// A text becomes a tree of nodes that know where they were written, overrides are applied to that
/// tree, and one table of fields ([meridian.control.config.Schema]) reads it: the same table checks
/// values, fills in defaults, suggests names, explains fields and knows which of them may change
/// while the gateway runs. Secrets never stand in a configuration, only where they are kept; the
/// one exception, a demo key, is accepted on loopback only.
package meridian.control.config;
