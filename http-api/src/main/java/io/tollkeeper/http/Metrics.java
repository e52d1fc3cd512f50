package io.tollkeeper.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** What a node measures of itself, in the form that Prometheus reads. */
public final class Metrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final List<Runnable> refreshing = new CopyOnWriteArrayList<>();

  private Metrics() {}

  /** Those of this process. */
  public static Metrics ofProcess() {
    var metrics = new Metrics();
    new JvmMemoryMetrics().bindTo(metrics.registry);
    metrics.collections.bindTo(metrics.registry);
    new JvmThreadMetrics().bindTo(metrics.registry);
    new ProcessorMetrics().bindTo(metrics.registry);
    new UptimeMetrics().bindTo(metrics.registry);
    new FileDescriptorMetrics().bindTo(metrics.registry);
    return metrics;
  }

  /** Where more is measured. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Whenever somebody looks, this is told first. It must not block. */
  public void refreshing(Runnable refresh) {
    refreshing.add(refresh);
  }

  /** All of it as text. */
  String text() {
    refreshing.forEach(Runnable::run);
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
