package io.tollkeeper.engine.entity;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import com.fasterxml.jackson.databind.module.SimpleModule;

/**
 * Teaches Jackson sealed interfaces: a value is written with the name of its record, and only the records that the interface permits
 * can be read. So the domain needs no annotations, and no message can name a class of its own choice.
 */
public final class WireModule extends SimpleModule {

  private static final long serialVersionUID = 1;

  public WireModule() {
    super("tollkeeper-wire");
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.insertAnnotationIntrospector(new SealedTypes());
  }

  private static final class SealedTypes extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(MapperConfig<?> config, AnnotatedClass type,
        JavaType base) {
      if (!base.getRawClass().isSealed()) return null;
      var name =
          JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME, JsonTypeInfo.As.WRAPPER_ARRAY, null, null, false, null);
      return new StdTypeResolverBuilder().init(name, null);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated type) {
      return type.getRawType().isSealed()
          ? records(type.getRawType()).map(record -> new NamedType(record, record.getName())).toList()
          : null;
    }

    private static Stream<Class<?>> records(Class<?> type) {
      return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(SealedTypes::records) : Stream.of(type);
    }
  }
}
