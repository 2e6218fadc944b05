# The server as an image: built with the tools, run without them, as an ordinary user. PostgreSQL is another service
# (docker-compose.yml), or the one that comes along, in /data, when DATABASE_URL is not set.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 TEREDO_FLEET_DATA_DIR=/data
WORKDIR /app
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000 3001 3002
# Not npm start: nothing is installed or built here, and Docker's signal reaches the supervisor itself.
CMD ["node", "apps/server/dist/supervisor.mjs"]
