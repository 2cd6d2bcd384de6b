# The product as an image: PostgreSQL and secrets by compose.yaml, or alone on SQLite in /data.
#   docker build -t waickoff .
#   docker run -p 127.0.0.1:5080:8080 -e Server__PublicUrl=http://localhost:5080 -v waickoff:/data waickoff
FROM node:20-slim AS web
WORKDIR /source/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY docs/openapi.json docs/licences.md ../docs/
COPY web .
RUN WAICKOFF_WEB_OUT=/web npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props global.json ./
COPY src src
RUN dotnet restore src/Waickoff.Cli/Waickoff.Cli.csproj --locked-mode
RUN dotnet publish src/Waickoff.Cli/Waickoff.Cli.csproj -c Release --no-restore -o /program

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /program
COPY --from=build /program .
COPY --from=web /web web
RUN mkdir /data && chown $APP_UID:$APP_UID /data
USER $APP_UID
VOLUME /data
ENV Server__Address=0.0.0.0
EXPOSE 8080
# The image has no program that speaks HTTP but bash.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080; printf 'GET /health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3; read -r _ status _ <&3; [ \"$status\" = 200 ]"]
ENTRYPOINT ["dotnet", "waickoff.dll"]
CMD ["serve", "--port", "8080", "--data", "/data"]
