package dev.waymark.server.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;

/**
 * Gives {@link SafetyHeaders} to every reply on its way out, so to those of the HTTP server itself
 * too, which no route sees.
 */
final class SafetyHeadersHandler extends ChannelOutboundHandlerAdapter {
  private final boolean isSecure;

  SafetyHeadersHandler(boolean isSecure) {
    this.isSecure = isSecure;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      complete(response);
    }
    ChannelFuture unused = context.write(message, promise);
  }

  private void complete(HttpResponse response) {
    HttpHeaders headers = response.headers();
    SafetyHeaders.HEADERS.forEach(headers::set);
    if (isSecure) {
      headers.set(SafetyHeaders.ONLY_HTTPS, SafetyHeaders.FOR_A_YEAR);
    }
    if (response.status().code() >= HttpResponseStatus.BAD_REQUEST.code()
        && !headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
      headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }
  }
}
