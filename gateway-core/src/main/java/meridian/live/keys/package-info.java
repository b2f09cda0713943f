/// The keys file: API keys as digests, written by the command line, read by gateways.
package meridian.live.keys;
