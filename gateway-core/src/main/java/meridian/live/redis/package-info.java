/// The origins' exact cache in a Redis server.
///
/// Questions and answers enter, look-ups leave, each within a fixed time: a server that is slow,
/// gone or empty costs provider calls, never a request. One connection serves all regions of a
/// gateway ([meridian.live.redis.RedisLink]); each has keys of its own
/// ([meridian.live.redis.RedisCache]) and a generation that a purge changes
/// ([meridian.live.redis.Generation]), so that what was purged is never read again.
@org.jspecify.annotations.NullMarked
package meridian.live.redis;
