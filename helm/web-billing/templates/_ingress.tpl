{{- define "web-billing.ingressTls" -}}
{{- with .Values.ingress -}}
{{- if .tlsSecretName -}}
tls:
  - secretName: {{ .tlsSecretName | quote }}
    hosts: [{{ .host | quote }}]
{{- end -}}
{{- end -}}
{{- end }}

{{- define "web-billing.ingressBackend" -}}
backend:
  service:
    name: {{ include "web-billing.name" . }}
    port:
      name: http
{{- end }}
