/// The room Keys & projects: who may use the gateway and on what terms; makes, rotates and revokes
/// keys, and shows how each revocation spreads.
///
/// It owns the tables of projects and keys, the secret that is shown once and the revocation clock.
/// Snapshots and tenants enter; commands leave through the desk.
package meridian.console.keys;
