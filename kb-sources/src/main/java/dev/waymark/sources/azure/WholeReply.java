package dev.waymark.sources.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A reply whose body has been read. */
final class WholeReply extends HttpResponse {
  private final HttpResponse reply;
  private final byte[] body;

  WholeReply(HttpResponse reply, byte[] body) {
    super(reply.getRequest());
    this.reply = reply;
    this.body = body;
  }

  byte[] bytes() {
    return body;
  }

  @Override
  public int getStatusCode() {
    return reply.getStatusCode();
  }

  @Override
  @Deprecated
  public String getHeaderValue(String name) {
    return reply.getHeaderValue(HttpHeaderName.fromString(name));
  }

  @Override
  public HttpHeaders getHeaders() {
    return reply.getHeaders();
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.defer(() -> Flux.just(ByteBuffer.wrap(body)));
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(body);
  }

  @Override
  public Mono<String> getBodyAsString() {
    return getBodyAsString(StandardCharsets.UTF_8);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.just(new String(body, charset));
  }

  @Override
  public HttpResponse buffer() {
    return this;
  }
}
