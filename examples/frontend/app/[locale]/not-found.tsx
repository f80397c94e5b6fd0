export { Refused as default } from "@/components/Refused";
