/// Requests that the gateway's own operator sends to it, over real sockets.
///
/// It owns the generator, which plays a [meridian.scenario.Workload] in real time, and the sender
/// of single trials. Both speak to the PoPs' own ports as any client would.
package meridian.live.traffic;
