import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import 'swagger-ui-dist/swagger-ui.css';
import './docs.css';

/** This server's own document, to be tried where the browser reached it: the policy of the page allows no other. */
async function ownDocument(): Promise<object> {
  const document = (await (await fetch('/openapi.json')).json()) as object;
  return {...document, servers: [{url: location.origin}]};
}

/** The API reference. What is tried out goes with the session of the browser, or with what was filled in. */
SwaggerUI({
  spec: await ownDocument(),
  dom_id: '#content',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: false,
  tagsSorter: 'alpha',
  validatorUrl: null,
  requestInterceptor: request => {
    request.headers['X-Counterfoil-Csrf'] = '1';
    return request;
  },
});
