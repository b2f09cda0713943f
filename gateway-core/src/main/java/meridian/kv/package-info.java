/// The global, eventually consistent store: replication models of it, and the port in front of
/// them.
///
/// It owns [meridian.kv.Kv] and its models push, pull with negative caching, and strong. A model is
/// a state machine that takes `now`: a look-up says what the asking PoP sees and how long the
/// look-up takes; the caller does the waiting.
package meridian.kv;
