/// The Traffic room: send a request yourself, let others be sent, connect your own client.
///
/// It owns the composer, the answers of requests sent by hand and the plan of generated traffic.
/// Drafts enter; trials and commands leave through the gateway, headers and text come back.
package meridian.console.traffic;
