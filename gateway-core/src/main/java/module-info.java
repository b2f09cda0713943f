/// The gateway: one program that runs live or simulated.
///
/// Only the nouns and the rooms a front end needs are exported; edge, origin, providers and the two
/// worlds stay inside.
@SuppressWarnings(
    "requires-automatic") // Flyway, Lettuce, ONNX Runtime and PostgreSQL's driver have no
// descriptor
@org.jspecify.annotations.NullMarked
module meridian.gateway {
  requires com.fasterxml.jackson.core;
  requires com.microsoft.onnxruntime;
  requires info.picocli;
  requires io.netty.handler;
  requires io.netty.resolver;
  requires io.netty.resolver.dns;
  requires okhttp3;
  requires HdrHistogram;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.server;
  requires flyway.core;
  requires java.logging;
  requires java.management;
  requires java.sql;
  requires lettuce.core;
  requires static org.jspecify;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires org.snakeyaml.engine;

  exports meridian;
  exports meridian.control;
  exports meridian.cost;
  exports meridian.scenario;
  exports meridian.telemetry;

  opens meridian.control to
      info.picocli;
}
