/// The world outside: everything here touches the system clock, threads, sockets, files or true
/// randomness, and nothing else in the gateway does.
///
/// Each room below implements ports of the inner rooms: `time` the clock, tasks and mailboxes,
/// `provider` and `http` the wire.
package meridian.live;
