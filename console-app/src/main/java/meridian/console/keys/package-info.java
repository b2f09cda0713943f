/// The room Keys & projects: who may use the gateway and on what terms; makes, rotates and revokes
/// keys, shows how each revocation spreads, and what a project's semantic cache does and would do.
///
/// It owns the tables of projects and keys, the secret that is shown once, the revocation clock and
/// the curve of the semantic cache. Snapshots, tenants and evaluations enter; commands leave
/// through the desk.
package meridian.console.keys;
