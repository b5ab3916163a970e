/** What is used of Swagger UI; it brings no types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Sent {
    headers: Record<string, string>;
  }
  interface Options {
    spec: object;
    dom_id: string;
    deepLinking: boolean;
    docExpansion: 'list' | 'full' | 'none';
    defaultModelsExpandDepth: number;
    displayRequestDuration: boolean;
    filter: boolean;
    persistAuthorization: boolean;
    tagsSorter: 'alpha';
    validatorUrl: null;
    requestInterceptor: (request: Sent) => Sent;
  }
  export default function SwaggerUI(options: Options): unknown;
}
