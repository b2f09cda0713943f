/// The HTTP server in front of the PoPs: listeners, framing, deadlines, and the way back to
/// clients.
///
/// It owns [meridian.live.http.HttpFrontDoor]. Connections enter; arrivals leave to the PoPs, and
/// what they answer leaves to the clients, each piece at its moment. Jetty is known to four classes
/// here and nowhere else, so that the server can be replaced. It decides nothing about keys, caches
/// or origins.
package meridian.live.http;
