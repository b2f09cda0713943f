/// The nouns of Meridian: values that every other room speaks about.
///
/// It owns the words of the glossary (place, PoP, key, project, request, completion, stage,
/// timeline, refusal, money) as immutable records and enums. Nothing enters: this room imports only
/// the JDK. Nothing leaves but the values themselves: no clock, no thread, no socket, no JSON
/// library.
package meridian;
