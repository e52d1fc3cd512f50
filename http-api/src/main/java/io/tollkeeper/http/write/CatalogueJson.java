package io.tollkeeper.http.write;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tollkeeper.engine.entity.CatalogueStore;
import io.tollkeeper.http.wire.JsonBody;

/** Catalogues and what changes between two of them. */
public final class CatalogueJson {

  private static final String CUSTOMERS = "customers";

  private CatalogueJson() {}

  /** What was published. */
  public static byte[] published(CatalogueStore.Publication publication, CatalogueChanges changes) {
    return JsonBody.object(out -> {
      head(out, publication);
      changes(out, changes, Optional.empty());
    });
  }

  /** What would be published, and which features it would take from customers, and how many of them it concerns. */
  public static byte[] valid(CatalogueChanges changes, List<String> noLongerOpen, Concerned concerned) {
    return JsonBody.object(out -> {
      out.writeBooleanField("valid", true);
      out.writeBooleanField("needs_confirmation", !noLongerOpen.isEmpty());
      Values.texts(out, "no_longer_open", noLongerOpen);
      changes(out, changes, Optional.of(concerned));
    });
  }

  /** A publication with its whole document. */
  public static byte[] publication(CatalogueStore.Publication publication) {
    return JsonBody.object(out -> {
      head(out, publication);
      out.writeFieldName("catalogue");
      value(out, publication.document());
    });
  }

  private static void head(JsonGenerator out, CatalogueStore.Publication publication) throws IOException {
    out.writeNumberField("version", publication.version());
    Values.time(out, "published_at", publication.publishedAt());
  }

  private static void changes(JsonGenerator out, CatalogueChanges changes, Optional<Concerned> concerned)
      throws IOException {
    out.writeObjectFieldStart("changes");
    changes(out, "features", changes.features(), Optional.empty());
    changes(out, "plans", changes.plans(), concerned.map(Concerned::plans));
    changes(out, "packs", changes.packs(), Optional.empty());
    out.writeObjectFieldStart("default_plan");
    out.writeStringField("before", changes.defaultPlan().before().orElse(null));
    out.writeStringField("after", changes.defaultPlan().after().orElse(null));
    var byDefault = concerned.flatMap(Concerned::byDefault);
    if (byDefault.isPresent()) out.writeNumberField(CUSTOMERS, byDefault.get());
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void changes(JsonGenerator out, String name, CatalogueChanges.Things things,
      Optional<Map<String, Long>> customers) throws IOException {
    out.writeObjectFieldStart(name);
    Values.texts(out, "added", things.added());
    Values.texts(out, "removed", things.removed());
    Values.texts(out, "changed", things.changed());
    out.writeArrayFieldStart("details");
    for (var difference : things.details())
      difference(out, difference);
    out.writeEndArray();
    out.writeNumberField("more_details", things.more());
    if (customers.isPresent()) {
      out.writeObjectFieldStart(CUSTOMERS);
      for (var count : customers.get().entrySet())
        out.writeNumberField(count.getKey(), count.getValue());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void difference(JsonGenerator out, Difference difference) throws IOException {
    out.writeStartObject();
    out.writeStringField("path", difference.path());
    side(out, "before", difference.before());
    side(out, "after", difference.after());
    out.writeEndObject();
  }

  private static void side(JsonGenerator out, String name, Optional<Object> value) throws IOException {
    out.writeFieldName(name);
    if (value.isPresent()) value(out, value.get());
    else out.writeNull();
  }

  private static void value(JsonGenerator out, Object value) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (var entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          value(out, entry.getValue());
        }
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        for (var element : list)
          value(out, element);
        out.writeEndArray();
      }
      case String text -> out.writeString(text);
      case Boolean truth -> out.writeBoolean(truth);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case BigInteger number -> out.writeNumber(number);
      case BigDecimal number -> out.writeNumber(number.toPlainString());
      default -> throw new IllegalStateException("no document has a value of " + value.getClass());
    }
  }
}
