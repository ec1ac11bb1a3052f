package dev.waymark.server.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.waymark.server.problem.PlainText;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * A body is one JSON value, and nothing of it is dropped without a word. Its texts can be kept; its
 * whole numbers count or name something, so none is negative; its lists and maps hold no {@code
 * null}.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {
  @Override
  public void customize(ObjectMapper mapper) {
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.registerModule(
        new SimpleModule("strict")
            .addDeserializer(String.class, new Text())
            .addKeyDeserializer(String.class, new Name())
            .addDeserializer(Integer.class, new Whole())
            .addDeserializer(Long.class, new LongWhole()));
  }

  private static String text(String value, DeserializationContext context)
      throws JsonMappingException {
    return PlainText.isText(value)
        ? value
        : context.reportInputMismatch(
            String.class, "a text holds a NUL or half of a character, which nothing keeps");
  }

  private static <T extends Number> T whole(T value, DeserializationContext context)
      throws JsonMappingException {
    return value.longValue() >= 0
        ? value
        : context.reportInputMismatch(Number.class, "%d is less than 0", value.longValue());
  }

  private static final class Text extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1;

    Text() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return text(StringDeserializer.instance.deserialize(parser, context), context);
    }
  }

  private static final class Name extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      return text(key, context);
    }
  }

  private static final class Whole extends StdScalarDeserializer<Integer> {
    private static final long serialVersionUID = 1;

    private static final NumberDeserializers.IntegerDeserializer ANY =
        new NumberDeserializers.IntegerDeserializer(Integer.class, 0);

    Whole() {
      super(Integer.class);
    }

    @Override
    public Integer deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return whole(ANY.deserialize(parser, context), context);
    }
  }

  private static final class LongWhole extends StdScalarDeserializer<Long> {
    private static final long serialVersionUID = 1;

    private static final NumberDeserializers.LongDeserializer ANY =
        new NumberDeserializers.LongDeserializer(Long.class, 0L);

    LongWhole() {
      super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return whole(ANY.deserialize(parser, context), context);
    }
  }
}
