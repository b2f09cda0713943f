/// The one way from the gateway to the screen: newest snapshot wins, once a frame at most.
///
/// It owns the only animation timer that polls, the only hand-over to the toolkit thread, and the
/// watch over that thread. Snapshots enter; calls on the toolkit thread leave.
package meridian.console.feed;
